"""From articles to rows about spans: sentences, mentions, voice, sentiment."""
