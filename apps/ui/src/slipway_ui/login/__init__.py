"""Who uses the interface: nobody in particular, a user that a gateway vouches for, or a user of an OIDC provider."""
