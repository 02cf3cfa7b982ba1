"""A host bundle: everything a host must hold, joined from the parts that components contribute."""

from .bundle import Bundle
from .join import join
from .part import Check, File, Part, Secret, Unit

__all__ = ["Bundle", "Check", "File", "Part", "Secret", "Unit", "join"]
