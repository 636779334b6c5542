"""The register of what is done with personal data, on the page and on paper."""
