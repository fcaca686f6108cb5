"""Scripts that load a site of their own and break it: python -m tests.reliability.writers, …kills. docs/operations.md says how."""
