"""The dashboard: `streamlit run dashboard.py`. Three pages; what they show is computed in `signals/`."""

from __future__ import annotations

import streamlit as st

from dashboard_pages.accuracy_page import show_accuracy
from dashboard_pages.method_page import show_method
from dashboard_pages.trend_page import show_trends

st.set_page_config(page_title="Drumbeat", page_icon="🥁", layout="wide", initial_sidebar_state=360)
pages = [
    st.Page(show_trends, title="Trends", url_path="trends", default=True),
    st.Page(show_accuracy, title="Accuracy", url_path="accuracy"),
    st.Page(show_method, title="How to read this", url_path="how-to-read-this"),
]
st.navigation(pages, position="top").run()
