"""The assets: raw (fetch and keep), stage (call a transform), tables and snapshot (build, check, publish)."""
