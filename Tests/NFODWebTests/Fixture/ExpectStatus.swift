import Testing

/// Holds an answer's status against the one expected.
func expect(
    _ reply: RawHTTP.Reply, is status: Int, _ comment: Comment? = nil, at place: SourceLocation = #_sourceLocation
) {
    #expect(reply.status == status, comment, sourceLocation: place)
}
