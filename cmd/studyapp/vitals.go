package main

import (
	"context"
	"syscall"
	"time"

	"studyapp/web/services"
	"studyapp/web/words"
)

const countConnections = `select count(*), current_setting('max_connections')::int from pg_stat_activity where backend_type = 'client backend'`

// vitals is health with figures, for those who look after the server: how
// quickly the parts answer, how much is searched and how much room is left. It
// costs more than health, which every probe asks for.
func (a *app) vitals(ctx context.Context) []services.Check {
	list := a.health(ctx)
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	alive := false
	for i := range list {
		if !list[i].OK {
			continue
		}
		switch list[i].Name {
		case "database":
			alive = true
			var now, most int
			begun := time.Now()
			if err := a.services.Pool.QueryRow(ctx, countConnections).Scan(&now, &most); err == nil {
				list[i].Detail = words.Connections(time.Since(begun), now, most)
			}
		case "redis":
			begun := time.Now()
			if err := a.servers.Redis.Ping(ctx).Err(); err == nil {
				list[i].Detail = words.AnswersIn(time.Since(begun))
			}
		}
	}
	if alive {
		index := services.Check{Name: "search index", Optional: true}
		if state, err := a.services.Search.IndexOfAll(ctx); err != nil {
			index.Detail = err.Error()
		} else {
			index.OK, index.Detail = true, words.IndexState(state.Passages, state.Behind)
		}
		list = append(list, index)
	}
	disk := services.Check{Name: "disk", Optional: true}
	if free, size, err := roomIn(a.servers.Dir); err != nil {
		disk.Detail = err.Error()
	} else {
		disk.OK, disk.Detail = free >= lowDisk, words.Room(free, size)
	}
	return append(list, disk)
}

// lowDisk is where the room for uploads, indexes and the database gets short.
const lowDisk = 2 << 30 // bytes

// roomIn is how many bytes are free for the server on the disk of a folder, and
// how many it holds.
func roomIn(dir string) (free, size int64, err error) {
	var st syscall.Statfs_t
	if err := syscall.Statfs(dir, &st); err != nil {
		return 0, 0, err
	}
	return int64(st.Bavail) * st.Bsize, int64(st.Blocks) * st.Bsize, nil //nolint:gosec // disks are smaller than 8 EB
}
