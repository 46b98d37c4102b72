package dev.freshet.auth;

/** Who checks publishers' tokens, and who subscribers'. */
public record TokenVerifiers(TokenVerifier publisher, TokenVerifier subscriber) {}
