// The part of FAISS's C API that go-faiss calls. Debian's libfaiss-dev ships
// the headers of that API but not its compiled code; build.sh compiles this
// file into lib/libfaiss_c.a. Every search runs on one thread.
#include <omp.h>

#include <faiss/AutoTune.h>
#include <faiss/IndexFlat.h>
#include <faiss/c_api/AutoTune_c.h>
#include <faiss/c_api/IndexFlat_c.h>
#include <faiss/c_api/Index_c.h>
#include <faiss/c_api/error_c.h>
#include <faiss/c_api/impl/AuxIndexStructures_c.h>
#include <faiss/c_api/index_factory_c.h>
#include <faiss/c_api/index_io_c.h>
#include <faiss/c_api/macros_impl.h>
#include <faiss/impl/AuxIndexStructures.h>
#include <faiss/impl/IDSelector.h>
#include <faiss/index_factory.h>
#include <faiss/index_io.h>

using namespace faiss;

thread_local std::exception_ptr faiss_last_exception;

static Index* I(FaissIndex* p) { return reinterpret_cast<Index*>(p); }
static const Index* I(const FaissIndex* p) { return reinterpret_cast<const Index*>(p); }

#define GUARDED(statement) \
    try { statement; }     \
    CATCH_AND_HANDLE

extern "C" {

const char* faiss_get_last_error() {
    if (!faiss_last_exception) return nullptr;
    try { std::rethrow_exception(faiss_last_exception); }
    catch (std::exception& e) { return e.what(); }
    catch (...) { return "unknown error"; }
}

DEFINE_DESTRUCTOR(Index)
DEFINE_GETTER(Index, int, d)
DEFINE_GETTER(Index, int, is_trained)
DEFINE_GETTER(Index, idx_t, ntotal)
DEFINE_GETTER(Index, FaissMetricType, metric_type)

int faiss_Index_train(FaissIndex* p, idx_t n, const float* x) { GUARDED(I(p)->train(n, x)) }
int faiss_Index_add(FaissIndex* p, idx_t n, const float* x) { GUARDED(I(p)->add(n, x)) }
int faiss_Index_add_with_ids(FaissIndex* p, idx_t n, const float* x, const idx_t* ids) { GUARDED(I(p)->add_with_ids(n, x, ids)) }
int faiss_Index_search(const FaissIndex* p, idx_t n, const float* x, idx_t k, float* distances, idx_t* labels) {
    GUARDED(omp_set_num_threads(1); I(p)->search(n, x, k, distances, labels))
}
int faiss_Index_range_search(const FaissIndex* p, idx_t n, const float* x, float radius, FaissRangeSearchResult* r) {
    GUARDED(omp_set_num_threads(1); I(p)->range_search(n, x, radius, reinterpret_cast<RangeSearchResult*>(r)))
}
int faiss_Index_reset(FaissIndex* p) { GUARDED(I(p)->reset()) }
int faiss_Index_remove_ids(FaissIndex* p, const FaissIDSelector* s, size_t* removed) {
    GUARDED(size_t n = I(p)->remove_ids(*reinterpret_cast<const IDSelector*>(s)); if (removed) *removed = n)
}

DEFINE_DESTRUCTOR(RangeSearchResult)
DEFINE_GETTER(RangeSearchResult, size_t, nq)
int faiss_RangeSearchResult_new(FaissRangeSearchResult** out, idx_t nq) {
    GUARDED(*out = reinterpret_cast<FaissRangeSearchResult*>(new RangeSearchResult(nq)))
}
void faiss_RangeSearchResult_lims(FaissRangeSearchResult* r, size_t** lims) {
    *lims = reinterpret_cast<RangeSearchResult*>(r)->lims;
}
void faiss_RangeSearchResult_labels(FaissRangeSearchResult* r, idx_t** labels, float** distances) {
    *labels = reinterpret_cast<RangeSearchResult*>(r)->labels;
    *distances = reinterpret_cast<RangeSearchResult*>(r)->distances;
}

DEFINE_DESTRUCTOR(IDSelector)
int faiss_IDSelectorRange_new(FaissIDSelectorRange** out, idx_t from, idx_t to) {
    GUARDED(*out = reinterpret_cast<FaissIDSelectorRange*>(new IDSelectorRange(from, to)))
}
int faiss_IDSelectorBatch_new(FaissIDSelectorBatch** out, size_t n, const idx_t* ids) {
    GUARDED(*out = reinterpret_cast<FaissIDSelectorBatch*>(new IDSelectorBatch(n, ids)))
}

DEFINE_INDEX_DOWNCAST(IndexFlat)
int faiss_IndexFlat_new_with(FaissIndexFlat** out, idx_t d, FaissMetricType metric) {
    GUARDED(*out = reinterpret_cast<FaissIndexFlat*>(new IndexFlat(d, static_cast<MetricType>(metric))))
}
void faiss_IndexFlat_xb(FaissIndexFlat* p, float** xb, size_t* n) {
    auto* flat = reinterpret_cast<IndexFlat*>(p);
    *xb = flat->get_xb();
    *n = static_cast<size_t>(flat->ntotal) * flat->d;
}

// What this thread made last, for shard_made.
static thread_local FaissIndex* made = nullptr;
int faiss_index_factory(FaissIndex** out, int d, const char* description, FaissMetricType metric) {
    GUARDED(made = *out = reinterpret_cast<FaissIndex*>(index_factory(d, description, static_cast<MetricType>(metric))))
}
int faiss_write_index_fname(const FaissIndex* p, const char* name) { GUARDED(write_index(I(p), name)) }
int faiss_read_index_fname(const char* name, int flags, FaissIndex** out) {
    GUARDED(made = *out = reinterpret_cast<FaissIndex*>(read_index(name, flags)))
}
FaissIndex* shard_made(void) { return made; }

DEFINE_DESTRUCTOR(ParameterSpace)
int faiss_ParameterSpace_new(FaissParameterSpace** out) {
    GUARDED(*out = reinterpret_cast<FaissParameterSpace*>(new ParameterSpace()))
}
int faiss_ParameterSpace_set_index_parameter(const FaissParameterSpace* s, FaissIndex* p, const char* name, double value) {
    GUARDED(reinterpret_cast<const ParameterSpace*>(s)->set_index_parameter(I(p), name, value))
}
}
