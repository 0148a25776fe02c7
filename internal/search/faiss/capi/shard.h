// What the shards need beyond go-faiss. Each function returns 0, or -1 after
// an exception whose text faiss_get_last_error gives.
#pragma once
#include <faiss/c_api/Index_c.h>
#ifdef __cplusplus
extern "C" {
#endif
// The index that the calling thread made or read last. go-faiss keeps the
// pointer of an index to itself; who has just called it asks here.
FaissIndex* shard_made(void);
// Searches among the n_ids given ids only, on one thread. An inverted file
// looks through n_probe lists, and takes n_ids = 0 for all ids.
int shard_search_among(const FaissIndex* index, const float* x, idx_t k, const idx_t* ids, size_t n_ids,
                       size_t n_probe, float* distances, idx_t* labels);
// Writes all ids and vectors (ntotal of each) in the index's own order.
int shard_export(const FaissIndex* index, idx_t* ids, float* vectors);
// Writes the vector of an id and sets found to 1, or to 0 where there is none.
int shard_vector(const FaissIndex* index, idx_t id, float* vector, int* found);
// The lists of an inverted file; 0 for an exact index.
size_t shard_lists(const FaissIndex* index);
// 1 if compiled for AVX2 and F16C.
int shard_native(void);
// Bounds the threads of training and adding on the calling thread.
void shard_threads(int n);
#ifdef __cplusplus
}
#endif
