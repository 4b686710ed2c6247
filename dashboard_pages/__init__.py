"""The pages of the dashboard: widgets and their state. What needs a test stands in `signals/` or in `cue_table.py`."""
