module example.org/field/app

go 1.23

require (
	example.org/team/alpha v1.4.2
	golang.org/x/sys v0.28.0
)

require example.org/team/beta/v2 v2.0.1 // indirect

replace example.org/team/alpha => ./third_party/alpha

replace golang.org/x/sys v0.28.0 => example.org/fork/sys v0.28.1
