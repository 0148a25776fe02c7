#include "shard.h"

#include <omp.h>

#include <algorithm>
#include <memory>
#include <vector>

#include <faiss/IndexIDMap.h>
#include <faiss/IndexIVF.h>
#include <faiss/c_api/macros_impl.h>
#include <faiss/impl/IDSelector.h>

using namespace faiss;

namespace {

// Members are positions in the index below an ID map.
struct Positions : IDSelector {
    std::vector<bool> in;
    bool is_member(idx_t i) const override { return in[i]; }
};

void search_among(const Index* index, const float* x, idx_t k, const idx_t* ids, size_t n_ids, size_t n_probe,
                  float* distances, idx_t* labels) {
    omp_set_num_threads(1);
    if (auto* map = dynamic_cast<const IndexIDMap2*>(index)) {
        // IDMap itself takes no search parameters in this version.
        Positions positions;
        positions.in.resize(index->ntotal);
        for (size_t i = 0; i < n_ids; i++) {
            auto at = map->rev_map.find(ids[i]);
            if (at != map->rev_map.end()) positions.in[at->second] = true;
        }
        SearchParameters parameters;
        parameters.sel = &positions;
        map->index->search(1, x, k, distances, labels, &parameters);
        for (idx_t i = 0; i < k; i++) labels[i] = labels[i] < 0 ? -1 : map->id_map[labels[i]];
        return;
    }
    IVFSearchParameters parameters;
    parameters.nprobe = n_probe;
    std::unique_ptr<IDSelectorBatch> among;
    if (n_ids > 0) {
        among = std::make_unique<IDSelectorBatch>(n_ids, ids);
        parameters.sel = among.get();
    }
    index->search(1, x, k, distances, labels, &parameters);
}

void export_all(const Index* index, idx_t* ids, float* vectors) {
    if (auto* map = dynamic_cast<const IndexIDMap2*>(index)) {
        std::copy(map->id_map.begin(), map->id_map.end(), ids);
        if (index->ntotal > 0) map->index->reconstruct_n(0, index->ntotal, vectors);
        return;
    }
    auto* ivf = dynamic_cast<const IndexIVF*>(index);
    FAISS_THROW_IF_NOT_MSG(ivf, "neither an ID map nor an inverted file");
    for (size_t list = 0; list < ivf->nlist; list++) {
        InvertedLists::ScopedIds list_ids(ivf->invlists, list);
        for (size_t offset = 0; offset < ivf->invlists->list_size(list); offset++) {
            *ids++ = list_ids[offset];
            ivf->reconstruct_from_offset(list, offset, vectors);
            vectors += index->d;
        }
    }
}

bool vector_of(const Index* index, idx_t id, float* vector) {
    if (auto* map = dynamic_cast<const IndexIDMap2*>(index)) {
        auto at = map->rev_map.find(id);
        if (at == map->rev_map.end()) return false;
        map->index->reconstruct(at->second, vector);
        return true;
    }
    auto* ivf = dynamic_cast<const IndexIVF*>(index);
    FAISS_THROW_IF_NOT_MSG(ivf, "neither an ID map nor an inverted file");
    for (size_t list = 0; list < ivf->nlist; list++) {
        InvertedLists::ScopedIds ids(ivf->invlists, list);
        const idx_t* end = ids.get() + ivf->invlists->list_size(list);
        const idx_t* at = std::find(ids.get(), end, id);
        if (at == end) continue;
        ivf->reconstruct_from_offset(list, at - ids.get(), vector);
        return true;
    }
    return false;
}

}  // namespace

extern "C" {

int shard_search_among(const FaissIndex* index, const float* x, idx_t k, const idx_t* ids, size_t n_ids,
                       size_t n_probe, float* distances, idx_t* labels) {
    try {
        search_among(reinterpret_cast<const Index*>(index), x, k, ids, n_ids, n_probe, distances, labels);
    }
    CATCH_AND_HANDLE
}

int shard_export(const FaissIndex* index, idx_t* ids, float* vectors) {
    try {
        export_all(reinterpret_cast<const Index*>(index), ids, vectors);
    }
    CATCH_AND_HANDLE
}

int shard_vector(const FaissIndex* index, idx_t id, float* vector, int* found) {
    try {
        *found = vector_of(reinterpret_cast<const Index*>(index), id, vector) ? 1 : 0;
    }
    CATCH_AND_HANDLE
}

size_t shard_lists(const FaissIndex* index) {
    auto* ivf = dynamic_cast<const IndexIVF*>(reinterpret_cast<const Index*>(index));
    return ivf ? ivf->nlist : 0;
}

int shard_native(void) {
#ifdef STUDYAPP_FAISS_NATIVE
    return 1;
#else
    return 0;
#endif
}

void shard_threads(int n) { omp_set_num_threads(n); }
}
