"""Transports: HTTP, WebSocket, health checks, authentication."""
