package dev.freshet.auth;

/** The verifiers of publishers' and of subscribers' tokens. */
public record TokenVerifiers(TokenVerifier publisher, TokenVerifier subscriber) {}
