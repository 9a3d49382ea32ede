// Allocation is counted over all threads of the process, so no other test may run beside such a count.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
