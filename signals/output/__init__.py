"""Scored tables: the contract's columns, files of four formats, folders by month, and what made them.

Goes in: what the steps found. Comes out: tables and files, and tables read back.
May import: attribution and all below.
"""
