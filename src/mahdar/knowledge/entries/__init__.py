"""The shape of every lexicon entry, validated when the lexicons are compiled."""
