"""The language: folding, tokens and clitics, sentences and quotations, numerals, inflection, transliteration."""
