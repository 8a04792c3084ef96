/**
 * The management port: metrics for Prometheus, the cluster as JSON, and the page that shows it. The
 * node starts it; it sees the node through {@link chatnode.admin.NodeView} and imports counts and
 * the health routes of web. Nothing here is on a message's path. Start reading at {@link
 * chatnode.admin.AdminServer}.
 */
package chatnode.admin;
