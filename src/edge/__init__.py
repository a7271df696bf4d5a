"""The door: HTTP and WebSocket, health, who is asking."""
