package dev.freshet.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Has the identity stores of Jakarta Security check a password, and then starts a session. The
 * container's authentication mechanisms are not used, because they would run on every request: the
 * hub's endpoints are open to all, and themselves refuse what needs rights.
 */
@ApplicationScoped
public class Authenticator {
  @Inject private IdentityStoreHandler stores;
  @Inject private Sessions sessions;

  /**
   * Signs in, in the request's thread. A one-time password is accepted, but starts no session.
   *
   * @return whether the password is right
   * @throws dev.freshet.store.StoreUnavailableException if it cannot be checked now
   */
  public boolean signIn(HttpServletRequest request, String name, String password) {
    CredentialValidationResult result =
        stores.validate(new UsernamePasswordCredential(name, password));
    if (result.getStatus() != Status.VALID) {
      return false;
    }
    if (result.getCallerGroups().contains(AdministratorStore.GROUP)) {
      sessions.begin(request);
    }
    return true;
  }
}
