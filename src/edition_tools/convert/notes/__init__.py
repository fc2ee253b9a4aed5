"""Each marker in the text finds its note; what cannot be decided is a finding.

In the order of work: `shapes` (what a mark can look like), `context` and `weights` (how
likely, by its neighbours), `misprints` (what a wrong number may stand for); `numbers` and
`series`, `symbols`, `texts` (the notes), `expected` (the calls that they lead us to expect);
`markers` and `calls` (the text's markers, each against all notes), `uncalled` (a text whose
notes are lost), `lattice` (all readings weighed at once), `runs` and `stretches` (where the
count does not settle what a wrong number is), `decide` (links or doubts);
`lost_numbers` and `splits` (notes run into the one before); `losses` (where a lost marker
may have stood), `groups` (labels), `records` (what goes out). `align` calls them in turn.
"""

from __future__ import annotations

from edition_tools.convert.notes.align import align

__all__ = ["align"]
