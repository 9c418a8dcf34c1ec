"""The half that only scores: nobody looks at why a case of it fails."""
