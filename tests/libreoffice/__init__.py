"""Update sheets that were filled in with the real LibreOffice, and what makes them anew: `python -m tests.libreoffice.make`.

The files in `saved` are kept, so that no test needs LibreOffice.
"""
