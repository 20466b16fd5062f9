"""Events: what happened, was announced, called for or denied, with parties, place, date, claimants and figures."""
