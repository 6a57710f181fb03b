"""HTTP for all kinds of portal: connections, retries, uploads and downloads."""
