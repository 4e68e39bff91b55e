"""`python -m polyglot_news` is the command line."""

from polyglot_news.cli.app import main

main()
