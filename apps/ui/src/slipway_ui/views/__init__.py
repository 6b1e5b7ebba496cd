"""One module for each page; each has a function `render`.

Not called `pages`: Streamlit takes a folder of that name beside its script for pages of its own, and runs the files.
"""
