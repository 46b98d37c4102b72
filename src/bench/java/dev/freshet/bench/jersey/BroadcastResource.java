package dev.freshet.bench.jersey;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** Streams and publishing with what JAX-RS has for it, as its documentation shows. */
@Path("/")
@Singleton
public class BroadcastResource {
  private final ConcurrentMap<String, SseBroadcaster> channels = new ConcurrentHashMap<>();
  private final AtomicLong events = new AtomicLong();

  @GET
  @Path("ready")
  public String ready() {
    return "ready";
  }

  @GET
  @Path("sub")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void subscribe(
      @QueryParam("channel") String channel, @Context SseEventSink sink, @Context Sse sse) {
    // So that the client sees that the stream is open.
    sink.send(sse.newEventBuilder().comment("open").build());
    channels.computeIfAbsent(channel, name -> sse.newBroadcaster()).register(sink);
  }

  @POST
  @Path("pub")
  @Consumes(MediaType.TEXT_PLAIN)
  public void publish(@QueryParam("channel") String channel, @Context Sse sse, String data) {
    SseBroadcaster broadcaster = channels.get(channel);
    if (broadcaster != null) {
      String id = Long.toString(events.incrementAndGet());
      broadcaster.broadcast(sse.newEventBuilder().id(id).data(data).build());
    }
  }
}
