"""What an analyst sees: averages by actor and period, live under changed weights; views, charts, evidence, labels.

Goes in: tagged and scored tables. Comes out: trends, figures, HTML, labels.
May import: pipeline and all below.
"""
