/**
 * Chat users as the verify command plays them: they resend until acknowledged, move to another node
 * when theirs goes, resume where they were and write down all they see. The package verify starts
 * and stops them; their logs go to the package check. It imports wire, check and Vert.x. Start with
 * {@link chatbench.client.Client}.
 */
package chatbench.client;
