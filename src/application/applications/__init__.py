"""An application's way: started, edited, submitted, routed, decided, withdrawn, revised."""
