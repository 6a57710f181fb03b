"""The conversation with a person that fills a draft, and the ways of asking."""
