"""Pages of the office about actions and their updates, each a module; their addresses stand in actions/office_urls.py."""
