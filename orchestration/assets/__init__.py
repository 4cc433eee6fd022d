"""The assets: raw (fetch and archive), stage (transform), tables and snapshot (build, check, publish)."""
