import NFODStore
import Testing

@Suite struct MemoryDumpTests {
    /// In a process that ends with it: the limit cannot be raised again.
    @Test func `who forbids dumps cannot be dumped`() async {
        await #expect(processExitsWith: .success) {
            #expect(MemoryDump.isPossible)
            try MemoryDump.forbid()
            #expect(!MemoryDump.isPossible)
        }
    }
}
