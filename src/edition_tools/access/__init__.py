"""Whether a built site can be used by everybody: axe-core and the Nu checker over its pages.

Comes in: the folder of any built site. Goes out: a `Report` of what was looked at, in which
states, and what is wrong. The site is only read, and nothing is asked of the network.
"""
