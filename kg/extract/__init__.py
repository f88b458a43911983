"""A text into proposed claims with their quotes, by rules and word lists, without a model.

Names (``Gazetteer``) and triggers (``Frame``, from ``kg/lexicon/*.toml``) are data; the code knows clauses, voices,
lists, prepositions and dates. Nothing proposed is a fact until a person has reviewed it.
"""

from kg.extract.lexicon import Example, Frame, load_frames
from kg.extract.names import Gazetteer
from kg.extract.proposal import Proposal, to_json, to_toml
from kg.extract.reader import propose, read

__all__ = ["Example", "Frame", "Gazetteer", "Proposal", "load_frames", "propose", "read", "to_json", "to_toml"]
