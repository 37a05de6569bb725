"""Product and category pages as HTML: for the first paint, for search engines, for shared links.

The server draws what the live page will show, from the same read models and the same words (`state.shop`),
into the shell that the front end was built with. Also the sitemap and robots.txt.
"""
