"""The pages of the dashboard: widgets and the state of a session, drawn with Streamlit.

Goes in: what `signals.trends` and `models.reporting` compute. Comes out: what the browser shows. Nothing imports a page
but another page and `dashboard.py`; arithmetic stands in `signals/`, edits of a profile in `cue_table.py`.
"""
