"""Names as people search for them: pinyin, and the texts that find a row."""
