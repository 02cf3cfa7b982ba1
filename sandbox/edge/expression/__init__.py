"""The Rules language: expressions over a request, as rules hold them.

Sources: cloudflare-docs, ruleset-engine/rules-language/{operators,values,functions}.mdx and
src/content/fields/index.yaml; precedence from cloudflare/wirefilter, engine/src/ast/logical_expr.rs.
The README of the edge says what is left out.
"""

from sandbox.edge.expression.errors import ExpressionError
from sandbox.edge.expression.expression import Expression, parse, parse_any, parse_value
from sandbox.edge.expression.facts import Facts

__all__ = ["Expression", "ExpressionError", "Facts", "parse", "parse_any", "parse_value"]
