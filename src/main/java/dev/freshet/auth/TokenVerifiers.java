package dev.freshet.auth;

/** The verifiers of publisher and subscriber tokens. */
public record TokenVerifiers(TokenVerifier publisher, TokenVerifier subscriber) {}
