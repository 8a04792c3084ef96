package chatnode.bus;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a node tells the others of itself, once a second.
 *
 * @param urls where clients reach it, the one to be told to them first; empty while nobody should
 *     come
 * @param figures whatever its management port wants to tell the others' ones; nobody else reads it
 */
public record Introduction(Supplier<List<String>> urls, Supplier<Buffer> figures) {}
