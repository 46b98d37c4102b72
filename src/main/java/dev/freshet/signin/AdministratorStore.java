package dev.freshet.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** Tells Jakarta Security who is an administrator. */
@ApplicationScoped
public class AdministratorStore implements IdentityStore {
  /** The group of signed-in administrators. */
  static final String GROUP = "administrator";

  @Inject private Passwords passwords;

  /** Validates a credential. A caller with only the one-time password is valid, but in no group. */
  @Override
  public CredentialValidationResult validate(Credential credential) {
    if (!(credential instanceof UsernamePasswordCredential named)) {
      return CredentialValidationResult.NOT_VALIDATED_RESULT;
    }
    return switch (passwords.check(named.getCaller(), named.getPassword().getValue())) {
      case RIGHT -> new CredentialValidationResult(named.getCaller(), Set.of(GROUP));
      case ONE_TIME -> new CredentialValidationResult(named.getCaller(), Set.of());
      case WRONG -> CredentialValidationResult.INVALID_RESULT;
    };
  }
}
