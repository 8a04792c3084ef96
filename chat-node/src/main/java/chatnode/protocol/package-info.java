/**
 * The wire and nothing else: what clients and nodes say to each other, as closed families of
 * records with validated values. Every other package speaks in these words. It may import the JDK
 * and the JSON library only. Start reading at {@link chatnode.protocol.ClientFrame} and {@link
 * chatnode.protocol.ServerFrame}.
 */
package chatnode.protocol;
