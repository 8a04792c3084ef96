/**
 * The management port: metrics for Prometheus, the cluster as JSON, what an operator looks up and
 * does, and the page for all of it. The node starts it; it sees the node through {@link
 * chatnode.admin.NodeView} and acts through {@link chatnode.admin.Hands}. Answers and problems are
 * made as in {@code ways.http}. Nothing here is on a message's path. Start reading at {@link
 * chatnode.admin.AdminServer} and {@link chatnode.admin.ManagementApi}.
 */
package chatnode.admin;
