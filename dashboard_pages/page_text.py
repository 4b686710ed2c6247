"""What the pages say, and how text that is not ours is shown."""

from __future__ import annotations

import html

import streamlit as st

LEAD = (
    "Drumbeat measures the **language of news**: how often sentences report threats and attacks, or talks and "
    "withdrawals, by whom, toward whom, and on which day. It does **not** predict events, rate a country's risk, or "
    "say who is right, and an actor nobody writes about is *not covered*, never calm."
)
LEGEND = (
    '<p class="legend">Matched words: <mark class="up">adds to escalation</mark> '
    '<mark class="down">takes from it</mark> '
    '<mark class="flat">no weight</mark>. Rest the pointer on one for its cue, weight and modifier. Below a sentence: '
    "▲ escalatory, ▼ de-escalatory, ● neutral; its signal, the rules' score, and what the classifier holds likely.</p>"
)
# Escalatory words are underlined solid, de-escalatory ones dashed, in colours that stand on white and on dark.
STYLE = """<style>
mark { color: inherit; padding: 0 .12em; border-radius: 2px; }
mark.up { background: rgba(213, 94, 0, .18); border-bottom: 2px solid #D55E00; }
mark.down { background: rgba(0, 114, 178, .16); border-bottom: 2px dashed #2E8BC9; }
mark.flat { background: transparent; border-bottom: 1px dotted gray; }
.legend { font-size: .85rem; margin: 0 0 .5rem 0; opacity: .85; }
.evidence { border-left: 4px solid #9AA3AD; padding: .1rem 0 .1rem .8rem; margin: 0 0 .9rem 0; }
.evidence.up { border-left-color: #D55E00; }
.evidence.down { border-left: 4px dashed #2E8BC9; }
.evidence header, .evidence footer { font-size: .82rem; opacity: .85; }
.evidence small { opacity: .75; font-size: .78rem; }
.evidence p { margin: .15rem 0; font-size: 1rem; overflow-wrap: anywhere; }
.problem { border-left: 4px solid #C62828; padding: .35rem .7rem; background: rgba(198, 40, 40, .09); }
.problem { font-size: .9rem; overflow-wrap: anywhere; }
</style>"""


def show_problem(problem: str) -> None:
    """Show one line about something that could not be done; it may hold text from a file, so all is escaped."""
    if problem:
        st.html(f'<div class="problem" role="alert">{html.escape(problem)}</div>')
