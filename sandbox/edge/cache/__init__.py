"""What the edge keeps of origins' answers.

Sources: cloudflare-docs, cache/concepts/{default-cache-behavior,cache-behavior,cache-control,cache-responses,
cdn-cache-control}.mdx, cache/how-to/{cache-keys,configure-cache-status-code}.mdx,
cache/how-to/cache-rules/settings.mdx and cache/how-to/edge-browser-cache-ttl/set-browser-ttl.mdx.
"""
