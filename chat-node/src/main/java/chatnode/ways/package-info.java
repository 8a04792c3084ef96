/**
 * What several ways in share: how bytes leave. A way in opens a {@link chatnode.ways.Pipe} over its
 * channel and a loop has one {@link chatnode.ways.Turn}; neither knows frames, rooms or HTTP. It
 * imports nothing of ours. Start reading at {@link chatnode.ways.Pipe}.
 */
package chatnode.ways;
