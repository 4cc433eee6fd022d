"""Early warnings: signals of each kind, episodes, what became of them, and what people did about them.

Not here: the rules, which are a file (rules/warnings@*.toml), and contradictions between registers, which are
listed, not warned of (measures/contradictions).
"""
