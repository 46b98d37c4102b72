package dev.freshet.page;

import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.event.ExceptionQueuedEvent;
import java.util.Iterator;

/**
 * Shows a form anew that was sent after its session had ended, or from another page than ours,
 * instead of an error.
 */
public class ExpiredViews extends ExceptionHandlerFactory {
  public ExpiredViews(ExceptionHandlerFactory wrapped) {
    super(wrapped);
  }

  @Override
  public ExceptionHandler getExceptionHandler() {
    return new Handler(getWrapped().getExceptionHandler());
  }

  private static final class Handler extends ExceptionHandlerWrapper {
    Handler(ExceptionHandler wrapped) {
      super(wrapped);
    }

    @Override
    public void handle() {
      Iterator<ExceptionQueuedEvent> queued = getUnhandledExceptionQueuedEvents().iterator();
      while (queued.hasNext()) {
        if (queued.next().getContext().getException() instanceof ViewExpiredException expired) {
          queued.remove();
          Redirect.to(expired.getViewId() + "?expired=true");
        }
      }
      getWrapped().handle();
    }
  }
}
